console.log('Taizhang: the demonstration comes here.')
