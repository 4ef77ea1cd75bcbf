declare module 'autocannon' {
  type Request = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: string };
  type Options = {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly requests?: readonly Request[];
  };
  type Result = {
    readonly requests: { readonly average: number };
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly non2xx: number;
    readonly errors: number;
  };
  const autocannon: (options: Options) => Promise<Result>;
  export default autocannon;
}
