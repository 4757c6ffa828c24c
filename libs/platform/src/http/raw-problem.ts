import { type Socket } from 'node:net';
import { problemBody, type ProblemInit } from './problem.js';
import { securityHeaders } from './security-headers.js';

/** For faults in HTTP itself, found before there is a request: answers on the bare socket and closes it. */
export function answerRawProblem(error: NodeJS.ErrnoException, socket: Socket, apiVersion: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemFor(error.code);
  const body = JSON.stringify(problemBody(problem));
  const headers = {
    ...securityHeaders(apiVersion),
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${problem.status} ${problem.code}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

function problemFor(code: string | undefined): ProblemInit {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, code: 'headers-too-large', detail: 'The headers are too large.' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, code: 'request-timeout', detail: 'The request did not arrive in time.' };
    default:
      return { status: 400, code: 'bad-request', detail: 'The request could not be read.' };
  }
}
