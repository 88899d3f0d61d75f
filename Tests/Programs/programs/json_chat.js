// Every message is one JSON object: {"user": "...", "text": "..."}
const net = require('net');
const port = Number(process.argv[2] || 9090);

const server = net.createServer((socket) => {
  socket.on('data', (data) => { // <- one-receive-per-message, messages-merged
    try {
      const message = JSON.parse(data.toString());
      console.log(`${message.user} says ${message.text}`);
      socket.write(JSON.stringify({ ok: true }));
    } catch (error) {
      console.log('bad message of ' + data.length + ' bytes');
      socket.write(JSON.stringify({ ok: false }));
    }
  });
  socket.on('end', () => {
    socket.end();
    server.close();
  });
});
server.listen(port, '127.0.0.1');
