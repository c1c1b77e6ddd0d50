import { testServer } from './support/server-cases.ts';
import { apache } from './support/servers.ts';

testServer(apache);
