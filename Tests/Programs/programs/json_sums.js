const net = require('net');
net.createServer((socket) => {
  socket.on('data', (data) => { // <- one-receive-per-message, messages-merged
    const { a, b } = JSON.parse(data);
    socket.write(JSON.stringify({ sum: a + b }));
  });
}).listen(9090, '127.0.0.1');
