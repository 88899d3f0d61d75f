const net = require('net');
const [host, port] = process.argv[2].split(':');
net.connect(Number(port), host, function () {
  this.end('hello\n');
}).on('error', (e) => {
  console.error(e.code, e.syscall);
  process.exitCode = 1;
});
