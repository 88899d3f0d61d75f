const net = require('net');
const users = [];
net.createServer({ allowHalfOpen: true }, (socket) => { // <- connection-never-closed
  users.push(socket);
  socket.write('you are user ' + users.length + '\n');
  socket.resume();
  socket.on('end', () => console.log('a user has left'));
}).listen(9090, '127.0.0.1');
process.on('SIGINT', () => process.exit(0));
