// Lines are kept apart, but each part is decoded for itself.
require('net').createServer((socket) => {
  let buffer = '';
  socket.on('error', () => {});
  socket.on('data', (data) => {
    buffer += data.toString('utf8');
    for (let end; (end = buffer.indexOf('\n')) >= 0; buffer = buffer.slice(end + 1)) {
      socket.write(`OK: ${buffer.slice(0, end).toUpperCase()}\n`);
    }
  });
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
