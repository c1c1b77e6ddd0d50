import { testServer } from './support/server-cases.ts';
import { caddy } from './support/servers.ts';

testServer(caddy);
