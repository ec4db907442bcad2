import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model says next: a text, or that it wants a tool called. */
export type Turn = string | { tool: string; parameters: object };

/** A message of a conversation, as far as the tests look at it. */
export interface ChatMessage {
  role: string;
  content: string | null;
}

/** A request to the model. */
export interface ChatRequest {
  messages: ChatMessage[];
  tools?: { function: { name: string; description: string; parameters: { properties: object } } }[];
}

/** A chat model's server of our own. */
export interface ChatServer {
  url: string;
  /** What it was asked so far. */
  requests: ChatRequest[];
  /** What it says from now on, one after another; the last again and again. */
  says(...turns: Turn[]): void;
  stop(): Promise<void>;
}

/** As much of an OpenAI-compatible server as a chat model node asks for. */
export async function startChatServer(...first: Turn[]): Promise<ChatServer> {
  let turns = first;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      chat.requests.push(JSON.parse(Buffer.concat(parts).toString() || '{}') as ChatRequest);
      const turn = turns.length > 1 ? turns.shift()! : turns[0]!;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(completion(turn, chat.requests.length)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const chat: ChatServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: [],
    says: (...next) => void (turns = next),
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return chat;
}

const completion = (turn: Turn, number: number) => ({
  id: `c${number}`,
  object: 'chat.completion',
  created: 1,
  model: 'of-the-test',
  choices: [
    typeof turn === 'string'
      ? { index: 0, message: { role: 'assistant', content: turn }, finish_reason: 'stop' }
      : {
          index: 0,
          message: { role: 'assistant', content: null, tool_calls: [called(turn, number)] },
          finish_reason: 'tool_calls',
        },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

const called = ({ tool, parameters }: Exclude<Turn, string>, number: number) => ({
  id: `call_${number}`,
  type: 'function',
  function: { name: tool, arguments: JSON.stringify(parameters) },
});
