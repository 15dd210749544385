// A post's page: size of letters, photos above the page, films of other hosts, handing on. Without this script all of it is plain links.
(function (root) {
  "use strict";
  const SIZES = [87, 100, 115, 132, 152]; // percent
  const NORMAL = 1;
  const KEY = "htx-size";
  const SWIPE = 40; // pixels

  // What the page shows is decided before it is shown, so that nothing jumps.
  let size = recall();
  root.style.setProperty("--htx-size", SIZES[size] + "%");
  root.classList.add("htx-can");
  if (navigator.share) root.classList.add("htx-can-share");
  addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".htx-size").forEach(openSizes);
    document.querySelectorAll("[data-gallery]").forEach(openGallery);
    document.querySelectorAll(".htx-share").forEach(openSharing);
    document.querySelectorAll("a[data-player]").forEach((link) => link.addEventListener("click", play));
  });

  function recall() {
    try {
      const kept = Number(localStorage.getItem(KEY) || NORMAL); // a number first: every word that arrays know would be «in» the sizes
      return kept in SIZES ? kept : NORMAL;
    } catch {
      return NORMAL; // a browser that keeps nothing
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, size);
    } catch {
      // the size holds for this page
    }
  }

  function openSizes(group) {
    const status = group.querySelector("[role=status]");
    const buttons = [...group.querySelectorAll("button")];
    const mark = () => buttons.forEach((button) => {
      const step = Number(button.value);
      button.setAttribute("aria-disabled", step ? !(size + step in SIZES) : size === NORMAL);
    });
    buttons.forEach((button) => button.addEventListener("click", function () {
      const step = Number(button.value);
      const wanted = step ? size + step : NORMAL;
      if (!(wanted in SIZES)) return;
      size = wanted;
      root.style.setProperty("--htx-size", SIZES[size] + "%");
      status.textContent = "Cỡ chữ " + SIZES[size] + "%";
      mark();
      keep();
    }));
    mark();
  }

  function openGallery(gallery) {
    const links = [...gallery.querySelectorAll("a")];
    const viewer = buildViewer();
    let place = 0;
    let touched = 0;
    const show = (number) => {
      place = (number + links.length) % links.length;
      const link = links[place];
      const words = link.parentElement.querySelector("figcaption");
      viewer.image.src = link.href;
      viewer.image.alt = link.querySelector("img").alt;
      viewer.words.textContent = words ? words.innerText : "";
      viewer.count.textContent = "Ảnh " + (place + 1) + " trên " + links.length;
    };
    links.forEach((link, number) => link.addEventListener("click", function (event) {
      if (isSpecial(event)) return;
      event.preventDefault();
      if (!viewer.box.isConnected) document.body.append(viewer.box);
      viewer.box.showModal();
      show(number);
    }));
    viewer.back.addEventListener("click", () => show(place - 1));
    viewer.next.addEventListener("click", () => show(place + 1));
    viewer.close.addEventListener("click", () => viewer.box.close());
    viewer.box.addEventListener("close", () => links[place].focus());
    viewer.box.addEventListener("keydown", function (event) {
      if (event.key === "ArrowLeft") show(place - 1);
      if (event.key === "ArrowRight") show(place + 1);
    });
    viewer.image.addEventListener("pointerdown", (event) => { touched = event.clientX; });
    viewer.image.addEventListener("pointerup", function (event) {
      const way = event.clientX - touched;
      if (Math.abs(way) > SWIPE) show(place - Math.sign(way));
    });
    viewer.back.hidden = viewer.next.hidden = links.length < 2;
  }

  function buildViewer() {
    const box = document.createElement("dialog");
    box.className = "htx-viewer";
    box.setAttribute("aria-label", "Xem ảnh");
    box.innerHTML = "<div><button type=button>Ảnh trước</button><p role=status></p><button type=button autofocus>Ảnh sau</button>"
      + "<button type=button>Đóng</button></div><img draggable=false><p aria-live=polite></p>";
    const [back, next, close] = box.querySelectorAll("button");
    const [count, words] = box.querySelectorAll("p");
    return { box, back, next, close, count, words, image: box.querySelector("img") };
  }

  function play(event) {
    if (isSpecial(event)) return;
    event.preventDefault();
    const link = event.currentTarget;
    const frame = document.createElement("iframe");
    const address = new URL(link.dataset.player);
    address.searchParams.set("autoplay", "1");
    const image = link.querySelector("img");
    frame.title = link.textContent.trim() || (image && image.alt) || "Phim";
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = address;
    link.parentElement.before(frame);
    link.removeEventListener("click", play); // from now on it leads to the film's own page
    frame.focus();
  }

  function openSharing(nav) {
    const status = nav.querySelector("[role=status]");
    const say = (words) => { status.textContent = words; };
    const open = (name, act) => nav.querySelectorAll("[data-" + name + "]").forEach((button) => {
      button.addEventListener("click", () => act(button.dataset[name]));
    });
    open("share", (url) => navigator.share({ title: document.title, url }).catch(() => say("")));
    open("copy", (url) => copy(url).then(() => say("Đã chép đường dẫn."), () => say("Không chép được. Địa chỉ của tin: " + url)));
    open("print", () => print());
  }

  function copy(words) {
    if (navigator.clipboard) return navigator.clipboard.writeText(words);
    const area = document.createElement("textarea"); // sites without HTTPS have no clipboard
    area.value = words;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  // A click that asks for another window or a download.
  function isSpecial(event) {
    return event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  }
})(document.documentElement);
