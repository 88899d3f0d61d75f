// The worlds' Node server: node server.js PORT [HOST [MODE]]; modes echo, silent, deaf, reset, close, http, udp.
const net = require('net');
const port = Number(process.argv[2]);
const host = process.argv[3] && process.argv[3] !== '*' ? process.argv[3] : undefined;
const mode = process.argv[4] || 'echo';

if (mode === 'udp') {
    const socket = require('dgram').createSocket('udp4');
    socket.on('message', (data, peer) => socket.send(data, peer.port, peer.address));
    socket.bind(port, host);
} else if (mode === 'http') {
    require('http').createServer((request, response) => response.end('hello\n')).listen(port, host);
} else {
    net.createServer({ pauseOnConnect: mode === 'deaf' }, client => {
        client.on('error', () => {});
        if (mode === 'echo') client.pipe(client);
        else if (mode === 'silent') client.resume();
        else if (mode === 'reset') client.resetAndDestroy();
        else if (mode === 'close') client.destroy();
    }).listen(port, host);
}
