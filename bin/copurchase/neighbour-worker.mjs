// Started on this file, a worker of Node 20 can load no TypeScript before it has registered what reads it.
import { register } from 'tsx/esm/api';

register();
await import('./neighbour-worker.ts');
