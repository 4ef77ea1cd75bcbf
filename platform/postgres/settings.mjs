import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

const MB = 1024 * 1024;
const GB = 1024 * MB;

/** Memory this process may really use: the machine's, or the container's limit when that is smaller. */
const memory = () => {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
};

/** Containers often give /dev/shm 64 MB, too little for parallel queries. */
const sharedMemoryIsSmall = () => {
  if (process.platform !== 'linux') return false;
  try {
    const shm = statfsSync('/dev/shm');
    return shm.bsize * shm.blocks < 512 * MB;
  } catch {
    return true;
  }
};

/**
 * Server settings sized by the machine. With `fsync: false` (tests only) nothing survives a power cut.
 * @param {{ fsync: boolean, bytes?: number }} options
 * @returns {Record<string, string>}
 */
export const serverSettings = ({ fsync, bytes = memory() }) => {
  const megabytes = (/** @type {number} */ share) => `${Math.max(16, Math.floor(share / MB))}MB`;
  const large = bytes >= 15 * GB;
  /** @type {Record<string, string>} */
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: megabytes(Math.min(bytes / 4, 4 * GB, fsync ? Infinity : 512 * MB)),
    effective_cache_size: megabytes(bytes * 0.6),
    work_mem: large ? '64MB' : '16MB',
    maintenance_work_mem: large ? '1GB' : megabytes(Math.min(bytes / 16, 256 * MB)),
    max_wal_size: '8GB',
    checkpoint_timeout: '15min',
    // Compressing the first image of a page costs more than all other work of a sheet of children, whose claims lie all
    // over their index; the binaries know no faster way than pglz.
    wal_compression: 'off',
    random_page_cost: '1.1',
    jit: 'off',
    synchronous_commit: 'on',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    password_encryption: 'scram-sha-256',
    lc_messages: 'C',
  };
  if (sharedMemoryIsSmall()) settings.dynamic_shared_memory_type = 'mmap';
  if (!fsync) Object.assign(settings, { fsync: 'off', full_page_writes: 'off', max_wal_size: '2GB' });
  return settings;
};
