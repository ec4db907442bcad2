import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A mail server that takes every message and keeps it. */
export interface MailSink {
  port: number;
  messages: string[];
  close(): void;
}

/** Speaks as much SMTP (RFC 5321) as a client needs to hand a message over. */
export async function mailSink(): Promise<MailSink> {
  const messages: string[] = [];
  const server = createServer((socket) => {
    let text = '';
    let isMessage = false;
    socket.write('220 sink\r\n');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      for (let end = endOf(text, isMessage); end >= 0; end = endOf(text, isMessage)) {
        const said = text.slice(0, end);
        text = text.slice(end + (isMessage ? '\r\n.\r\n' : '\r\n').length);
        if (isMessage) messages.push(said);
        const wasMessage = isMessage;
        isMessage = !wasMessage && /^DATA$/i.test(said);
        socket.write(isMessage ? '354 go on\r\n' : /^QUIT$/i.test(said) ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, messages, close: () => server.close() };
}

const endOf = (text: string, isMessage: boolean) => text.indexOf(isMessage ? '\r\n.\r\n' : '\r\n');
