import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { startServing } from '../serving.ts';

// Two small servers on the port of TEST_PORT, each telling its process; `/end` ends the one that hears it at once.
// With TEST_BROKEN they end before they listen, as a server does that cannot reach its database.
if (cluster.isPrimary) {
  const serving = await startServing(2);
  if (serving === null) process.exit(7);
  process.on('SIGTERM', () => void serving.stop().then(() => process.exit(0)));
  console.log('ready');
} else {
  if (process.env['TEST_BROKEN']) process.exit(1);
  const server = createServer((request, reply) => {
    if (request.url === '/end') process.kill(process.pid, 'SIGKILL');
    reply.setHeader('connection', 'close').end(String(process.pid));
  });
  process.on('SIGTERM', () => process.exit(0));
  server.listen(Number(process.env['TEST_PORT']), '127.0.0.1');
}
