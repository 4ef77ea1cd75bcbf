import { connect, createServer } from 'node:net';

/**
 * What answers on a port of this machine: a start-up packet of the PostgreSQL protocol is sent and the first byte read.
 * `ready` accepts connections, `starting` is PostgreSQL not yet or no longer accepting, `silent` is nobody or not PostgreSQL.
 * @param {number} port
 * @returns {Promise<'ready' | 'starting' | 'silent'>}
 */
export const probe = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    /** @param {'ready' | 'starting' | 'silent'} answer */
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(3000, () => done('silent'));
    socket.on('error', () => done('silent'));
    socket.on('close', () => done('silent'));
    socket.on('connect', () => {
      const words = Buffer.from('user\0xueqian_owner\0database\0xueqian\0\0', 'latin1');
      const head = Buffer.alloc(8);
      head.writeInt32BE(words.length + 8, 0);
      head.writeInt32BE(196608, 4);
      socket.write(Buffer.concat([head, words]));
    });
    socket.once('data', (reply) => {
      if (reply[0] === 0x52) done('ready');
      else if (reply[0] === 0x45) done(reply.includes('57P03') ? 'starting' : 'ready');
      else done('silent');
    });
  });

/**
 * Whether a port of this machine can be listened on.
 * @param {number} port
 * @returns {Promise<number | null>} the port (a free one for 0), or null when it is taken
 */
export const freePort = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : null));
    });
  });
