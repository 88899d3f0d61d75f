const net = require('net');
const clients = new Set();
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let buffer = '';
  clients.add(socket);
  socket.setEncoding('utf8');
  socket.on('data', (chunk) => {
    buffer += chunk;
    const lines = buffer.split('\n');
    buffer = lines.pop();
    for (const line of lines) {
      const message = JSON.parse(line);
      for (const other of clients) other.write(`${message.user}: ${message.text}\n`);
    }
  });
  socket.on('end', () => {
    clients.delete(socket);
    socket.end();
    if (clients.size === 0) server.close();
  });
});
server.listen(9090, '127.0.0.1');
