// Looks for CR LF in what has just come, never across two parts.
require('net').createServer((socket) => {
  let held = '';
  socket.setEncoding('latin1');
  socket.on('error', () => {});
  socket.on('data', (data) => {
    let rest = data;
    for (let end; (end = rest.indexOf('\r\n')) >= 0; rest = rest.slice(end + 2)) {
      socket.write(`OK: ${(held + rest.slice(0, end)).toUpperCase()}\r\n`);
      held = '';
    }
    held += rest;
  });
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
