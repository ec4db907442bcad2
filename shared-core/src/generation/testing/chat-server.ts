import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server meets one request. */
export type Reply =
  | { content: string; usage?: { prompt_tokens: number; completion_tokens: number }; finish?: string }
  | { status: number; headers?: Record<string, string>; error?: string }
  | { raw: string }
  /** Sends the beginning of an answer and drops the line. */
  | { cut: string }
  /** Takes the request and never answers. */
  | 'silence';

/** A request as it arrived. */
export interface Asked {
  url: string;
  authorization?: string;
  body: {
    model: string;
    temperature: number;
    messages: { role: string; content: string }[];
    response_format?: { type: string };
  };
}

/** A server that speaks OpenAI's chat protocol and says what it is told. */
export interface ChatServer {
  baseUrl: string;
  asked: Asked[];
  close(): Promise<void>;
}

/** Starts a server on a free port; each request takes the next reply, the last one stays. */
export async function startChatServer(...replies: Reply[]): Promise<ChatServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      asked.push({
        url: request.url ?? '',
        authorization: request.headers.authorization,
        body: JSON.parse(body) as Asked['body'],
      });
      const reply = replies[Math.min(asked.length, replies.length) - 1];
      if (reply === undefined || reply === 'silence') return;
      if ('cut' in reply) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
        return void response.write(reply.cut, () => response.destroy());
      }
      if ('raw' in reply)
        return void response.writeHead(200, { 'content-type': 'application/json' }).end(reply.raw);
      if ('status' in reply)
        return void response
          .writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
          .end(JSON.stringify({ error: { message: reply.error ?? 'no' } }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(completion(reply));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, asked, close: () => stop(server) };
}

const completion = ({ content, usage, finish = 'stop' }: Extract<Reply, { content: string }>): string =>
  JSON.stringify({
    id: 'chat-1',
    object: 'chat.completion',
    created: 0,
    model: 'test',
    ...(usage && { usage }),
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content } }],
  });

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
