const net = require('net');
const server = net.createServer((socket) => {
  let n = 0;
  setInterval(() => socket.write('event ' + ++n + '\n'), 40); // <- write-after-close
});
server.listen(parseInt(process.argv[2], 10));
