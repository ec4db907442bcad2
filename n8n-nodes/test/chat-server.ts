import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A chat model's server of our own; it always says the same. */
export interface ChatServer {
  url: string;
  /** Requests so far. */
  asked: number;
  stop(): Promise<void>;
}

/** As much of an OpenAI-compatible server as a chat model node asks for. */
export async function startChatServer(content: string): Promise<ChatServer> {
  const completion = {
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'nonsense-1',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
  const server = createServer((request, response) => {
    chat.asked++;
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end(JSON.stringify(completion)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const chat: ChatServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: 0,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return chat;
}
