const net = require('net');
const server = net.createServer((socket) => socket.pipe(socket));
server.listen(9090, '127.0.0.1');
process.on('SIGINT', () => server.close(() => console.log('closed')));
