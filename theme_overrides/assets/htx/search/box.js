// The box on every page: fetches nothing before it is touched. Without this script it is a plain form.
(function (form, found) {
  var asked;
  function start() {
    if (asked) return;
    asked = 1;
    if (location.protocol === "file:") say("Tìm theo từ chỉ chạy khi trang ở trên mạng. Mời xem ");
    else if (!window.DecompressionStream) say("Trình duyệt này đã cũ, không tìm theo từ được. Hãy cập nhật trình duyệt hoặc xem ");
    else if (found) { // this page loads the script itself, and its load event waits for that
      setTimeout(miss, 2e4, "Mạng chậm, chưa tải được công cụ tìm. Mời xem ");
      addEventListener("load", function () { miss("Chưa tải được công cụ tìm. Hãy tải lại trang hoặc xem "); });
    } else import(new URL(form.dataset.client, document.baseURI)).catch(function () {
      say("Chưa có gợi ý. Hãy bấm «Tìm» hoặc xem ");
    });
  }
  function miss(words) {
    if (!found.dataset.case) say(words);
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
  form.addEventListener("pointerdown", start);
  if (found) start();
})(document.querySelector(".htx-search"), document.getElementById("htx-found"));
