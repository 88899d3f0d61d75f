const net = require('net');
const readline = require('readline');
const socket = net.createConnection({ port: 9090, host: '127.0.0.1' });
socket.setTimeout(5000, () => socket.destroy(new Error('timeout')));
socket.write('{"ask": "list"}\n');
const lines = readline.createInterface({ input: socket });
lines.on('line', (line) => console.log(JSON.parse(line).item));
socket.on('close', () => console.log('end'));
