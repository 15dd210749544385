// The box on every page: fetches nothing before it is touched. Without this script it is a plain form.
(function (form, found) {
  var asked, timer;
  function start() {
    if (asked) return;
    asked = 1;
    if (location.protocol === "file:") return say("Tìm theo từ chỉ chạy khi trang ở trên mạng. Mời xem ");
    if (found) timer = setTimeout(say, 2e4, "Mạng chậm, chưa tải được công cụ tìm. Mời xem ");
    import(new URL(form.dataset.client, document.baseURI)).catch(function () {
      say(found ? "Chưa tải được công cụ tìm. Hãy tải lại trang hoặc xem " : "Chưa có gợi ý. Hãy bấm «Tìm» hoặc xem ");
    }).then(function () { clearTimeout(timer); });
  }
  function say(words) {
    var line = form.querySelector("p"), link = document.createElement("a");
    link.href = form.action + "#danh-sach";
    link.textContent = "các danh sách";
    line.textContent = words;
    line.append(link, ".");
    if (found) found.hidden = true;
  }
  form.addEventListener("focusin", start);
  form.addEventListener("pointerdown", start);
  if (found) {
    form.q.value = new URLSearchParams(location.search).get("q");
    start();
  }
})(document.querySelector(".htx-search"), document.getElementById("htx-found"));
