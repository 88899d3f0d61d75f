// One data event is one line.
require('net').createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', (data) => socket.write(`OK: ${data.toString().trimEnd().toUpperCase()}\n`));
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
