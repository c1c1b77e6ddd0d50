/** Applications in Python, for more than one application server. */

/**
 * A WSGI application.
 *
 * @param does what it does before it answers, in lines of Python; `environ` is the request
 */
export const wsgi = (does = ''): Record<string, string> => ({
	'shop.py': `import os, signal, time

def application(environ, start_response):
${indented(does)}
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello\\n']
`,
});

/** An ASGI application. */
export const asgi = (does = ''): Record<string, string> => ({
	'shop.py': `import asyncio, os, signal, time

async def application(scope, receive, send):
    if scope['type'] != 'http':
        return
${indented(does)}
    await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-type', b'text/plain')]})
    await send({'type': 'http.response.body', 'body': b'hello\\n'})
`,
});

/** Three seconds for `/slow`, and eight for `/report`, in WSGI. */
export const sometimesSlow = `delays = {'/slow': 3, '/report': 8}
time.sleep(delays.get(environ['PATH_INFO'], 0))`;

const indented = (text: string): string => text.replace(/^/gm, '    ');
