const socket = require('net').connect(Number(process.argv[2]), '127.0.0.1', () => socket.write('first\n'));
let turn = 0;
let buffer = Buffer.alloc(0);
socket.on('error', () => process.exit(1));
socket.on('data', (data) => {
  buffer = Buffer.concat([buffer, data]);
  for (let end; (end = buffer.indexOf(10)) >= 0; buffer = buffer.subarray(end + 1)) {
    console.log(buffer.subarray(0, end).toString());
    if (turn++ === 0) socket.write('second\n'); else socket.end();
  }
});
