// The box on every page: fetches nothing before it is touched. Without this script it is a plain form.
(function (form, found) {
  var asked;
  function start() {
    if (asked) return;
    asked = 1;
    if (location.protocol === "file:") say("Tìm bằng từ khóa chỉ chạy khi trang ở trên mạng. Mời xem ");
    else if (!window.DecompressionStream) say("Trình duyệt này đã cũ, không tìm bằng từ khóa được. Hãy cập nhật trình duyệt hoặc xem ");
    else if (found) { // this page loads the script itself, and its load event waits for that
      addEventListener("load", function () { setTimeout(miss, 300); });
    } else import(new URL(form.dataset.client, document.baseURI)).then(function () {
      form.querySelector("p").textContent = "";
    }, function () {
      asked = 0; // the next key tries again
      say("Chưa có gợi ý. Hãy bấm “Tìm” hoặc xem ");
    });
  }
  function miss() {
    if (!found.dataset.case) say("Chưa tải được công cụ tìm kiếm. Hãy tải lại trang hoặc xem ");
  }
  function say(words) {
    var line = form.querySelector("p"), link = document.createElement("a");
    link.href = form.action + "#danh-sach";
    link.textContent = "các danh sách";
    line.textContent = words;
    line.append(link, ".");
    if (!found) return;
    form.q.value = form.q.value || new URLSearchParams(location.search).get("q");
    found.hidden = true;
  }
  form.addEventListener("focusin", start);
  form.addEventListener("input", start);
  form.addEventListener("pointerdown", start);
  if (found) start();
})(document.querySelector(".htx-search"), document.getElementById("htx-found"));
