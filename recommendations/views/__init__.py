"""The pages, one module a noun. A view calls one selector or one service; only views know the request and its moment."""
