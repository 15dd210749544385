"""Asks a built site through its search page, as a visitor does."""

from __future__ import annotations

from playwright.sync_api import Page

SEARCH_PAGE = "tim-kiem/"
# Fills the box and sends the form. The page tells its count with every answer: taken away before, it is back when the answer has come.
ASK = r"""text => new Promise((resolve, reject) => {
  const count = document.querySelector("#htx-count");
  count.textContent = "";
  const watch = new MutationObserver(() => {
    if (/Chưa tìm được/.test(count.textContent)) reject(new Error(count.textContent));
    if (!/\d kết quả|Không có kết quả/.test(count.textContent)) return;
    watch.disconnect();
    queueMicrotask(() => resolve([...document.querySelectorAll("#htx-hits h3 a")].map(link => link.href)));
  });
  watch.observe(count, { childList: true, characterData: true, subtree: true });
  document.querySelector("#htx-q").value = text;
  document.querySelector(".htx-search").requestSubmit();
})"""
PHONE = {"width": 360, "height": 740}  # filters stay behind their button and are not counted


class Visitor:
    """One visitor on one search page, who asks one question after the other."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.set_viewport_size(PHONE)
        page.goto(address + SEARCH_PAGE)
        page.wait_for_selector("#htx-hits h3")

    def ask(self, text: str) -> tuple[str, ...]:
        """The addresses of the results on the first page, relative to the site's root."""
        return tuple(link.removeprefix(self.address) for link in self.page.evaluate(ASK, text))
