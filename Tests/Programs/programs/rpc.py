import threading
import xmlrpc.client
import xmlrpc.server

server = xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 8000), logRequests=False)
server.register_function(lambda a, b: a + b, "add")
threading.Thread(target=server.serve_forever, daemon=True).start()
with xmlrpc.client.ServerProxy("http://127.0.0.1:8000") as proxy:
    print(proxy.add(2, 3), proxy.add("con", "cat"))
server.shutdown()
server.server_close()
