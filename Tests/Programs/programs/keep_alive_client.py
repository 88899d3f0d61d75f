import http.client
import urllib.request

c = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
for page in ("/a", "/b", "/c"):
    c.request("GET", page)
    r = c.getresponse()
    print(r.status, r.read().decode())
c.close()
with urllib.request.urlopen("http://127.0.0.1:8000/d", timeout=5) as r:
    print(r.status, r.read().decode())
