import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Keys of the store made for a test. */
export const storeKeys = { accessKey: 'trial-access', secretKey: 'trial-secret-of-forty-signs' } as const;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const hash = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Whether the request bears the signature that its bytes and our secret give (AWS Signature Version 4). */
const isSigned = (request: IncomingMessage, url: URL, body: Buffer): boolean => {
  const told = /Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})/.exec(
    String(request.headers.authorization),
  );
  const [, access, scope = '', names = '', signature] = told ?? [];
  const content = String(request.headers['x-amz-content-sha256']);
  if (access !== storeKeys.accessKey || (content !== 'UNSIGNED-PAYLOAD' && content !== hash(body))) return false;
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), names, content].join('\n');
  const [day = '', region = '', service = '', end = ''] = scope.split('/');
  const key = hmac(hmac(hmac(hmac(`AWS4${storeKeys.secretKey}`, day), region), service), end);
  const text = ['AWS4-HMAC-SHA256', String(request.headers['x-amz-date']), scope, hash(canonical)].join('\n');
  return hmac(key, text).toString('hex') === signature;
};

const inXml = (root: string, inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${root}>${inside}</${root}>`;

/**
 * A small S3-compatible store in memory: it checks signatures, and lists two objects a page, so that whoever lists has to
 * ask again.
 */
export const openObjectStore = async (bucket: string) => {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const url = new URL(request.url ?? '/', 'http://store');
      const refuse = (status: number, code: string): void =>
        void response
          .writeHead(status, { 'content-type': 'application/xml' })
          .end(inXml('Error', `<Code>${code}</Code>`));
      const [, named, ...rest] = url.pathname.split('/').map(decodeURIComponent);
      const key = rest.join('/');
      if (!isSigned(request, url, body)) return refuse(403, 'SignatureDoesNotMatch');
      if (named !== bucket) return refuse(404, 'NoSuchBucket');
      if (key === '') {
        const after = url.searchParams.get('continuation-token') ?? '';
        const prefix = url.searchParams.get('prefix') ?? '';
        const keys = [...objects.keys()].sort().filter((each) => each.startsWith(prefix) && each > after);
        const page = keys.slice(0, 2);
        const next =
          keys.length > 2
            ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)}</NextContinuationToken>`
            : '<IsTruncated>false</IsTruncated>';
        const listed = page.map((each) => `<Contents><Key>${each}</Key></Contents>`).join('');
        return void response
          .writeHead(200, { 'content-type': 'application/xml' })
          .end(inXml('ListBucketResult', listed + next));
      }
      if (request.method === 'PUT') {
        objects.set(key, body);
        return void response.writeHead(200).end();
      }
      if (request.method === 'DELETE') {
        objects.delete(key);
        return void response.writeHead(204).end();
      }
      const found = objects.get(key);
      if (!found) return refuse(404, 'NoSuchKey');
      response.writeHead(200, { 'content-length': found.length });
      return void response.end(request.method === 'HEAD' ? undefined : found);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};
