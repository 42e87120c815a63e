"""How a browser speaks about entries."""


def url(made, tail="") -> str:
    return f"/api/v1/entries/{made.entry.uid}{tail}"


def post(browser, address, body=None):
    return browser.post(address, body or {}, "application/json")


def patch(browser, made, body, rev=None):
    tag = {} if rev is None else {"If-Match": f'"{rev}"'}
    return browser.patch(url(made), body, "application/json", headers=tag)
