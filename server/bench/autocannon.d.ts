/** The part of autocannon that the benches use; it ships no types. */
declare module 'autocannon' {
  type Request = { method: 'GET'; path: string; onResponse?: (status: number) => void };
  type Options = {
    url: string;
    connections: number;
    overallRate: number;
    /** Seconds. */
    duration: number;
    headers: Record<string, string>;
    requests: Request[];
  };
  type Instance = Promise<unknown> & {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  };
  export default function autocannon(options: Options): Instance;
}
