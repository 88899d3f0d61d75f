// One data event is one reply.
const socket = require('net').connect(Number(process.argv[2]), '127.0.0.1', () => socket.write('first\n'));
let turn = 0;
socket.on('error', () => process.exit(1));
socket.on('data', (data) => {
  console.log(data.toString().trimEnd());
  if (turn++ === 0) socket.write('second\n'); else socket.end();
});
