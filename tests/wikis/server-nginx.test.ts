import { testServer } from './support/server-cases.ts';
import { nginx } from './support/servers.ts';

testServer(nginx);
