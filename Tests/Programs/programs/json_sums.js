const net = require('net');
net.createServer((socket) => {
  socket.on('data', (data) => {
    const { a, b } = JSON.parse(data); // <- one-receive-per-message, messages-merged
    socket.write(JSON.stringify({ sum: a + b }));
  });
}).listen(9090, '127.0.0.1');
