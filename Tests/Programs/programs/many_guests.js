const net = require('net');
net.createServer((socket) => {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (part) => {
    text += part;
    for (let at; (at = text.indexOf('\n')) >= 0; text = text.slice(at + 1)) {
      socket.write('welcome ' + text.slice(0, at) + '\n');
    }
  });
}).listen(9090, '127.0.0.1');
process.on('SIGINT', () => process.exit(0));
