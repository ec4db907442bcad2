import type { Connection } from '../connectors';
import { ConnectionRegistry } from './connection-registry';

/** The registry only ever closes what it opened; nothing else of a connection matters to it. */
function countingDoor(fail = () => false) {
  const door = { opened: 0, closed: 0 };
  const open = async () => {
    if (fail()) throw new Error('refused');
    door.opened++;
    return { close: async () => void door.closed++ } as unknown as Connection;
  };
  return { door, open };
}

const registration = (open: () => Promise<Connection>, owner = 'workflow-1') => ({
  owner,
  connection: 'warehouse',
  openedBy: 'Read orders',
  open,
});

test('a handle is a random uuid and opens nothing until it is used', async () => {
  const registry = new ConnectionRegistry();
  const { door, open } = countingDoor();
  const { handle, openedBy } = registry.register(registration(open));
  expect(handle).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(openedBy).toBe('Read orders');
  expect(door.opened).toBe(0);
});

test('asking twice in one piece of work opens once', async () => {
  const registry = new ConnectionRegistry();
  const { door, open } = countingDoor();
  const handles = { warehouse: registry.register(registration(open)) };
  await registry.use(handles, 'workflow-1', async (connections) => {
    const [one, two] = await Promise.all([connections('warehouse'), connections('warehouse')]);
    expect(one).toBe(two);
  });
  expect(door).toEqual({ opened: 1, closed: 0 });
});

test('an idle connection is closed and opened again when it is needed; then it is forgotten', async () => {
  jest.useFakeTimers();
  const registry = new ConnectionRegistry({ idleMs: 1000, forgetMs: 5000 });
  const { door, open } = countingDoor();
  const handles = { warehouse: registry.register(registration(open)) };
  const touch = () => registry.use(handles, 'workflow-1', (connections) => connections('warehouse'));
  await touch();
  await jest.advanceTimersByTimeAsync(1001);
  expect(door).toEqual({ opened: 1, closed: 1 });
  await touch();
  expect(door.opened).toBe(2);
  await jest.advanceTimersByTimeAsync(6002);
  expect(registry.size).toBe(0);
  await expect(touch()).rejects.toMatchObject({ code: 'reference.handle-gone' });
  jest.useRealTimers();
});

test('a connection in use is not closed, however long the work lasts', async () => {
  jest.useFakeTimers();
  const registry = new ConnectionRegistry({ idleMs: 1000, forgetMs: 5000 });
  const { door, open } = countingDoor();
  const handles = { warehouse: registry.register(registration(open)) };
  await registry.use(handles, 'workflow-1', async (connections) => {
    await connections('warehouse');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(door.closed).toBe(0);
  });
  jest.useRealTimers();
});

test.each([
  ['a handle of another workflow', 'workflow-2', undefined],
  ['a handle that this process never gave', 'workflow-1', '00000000-0000-4000-8000-000000000000'],
])('%s is refused and names the node to run again', async (_, owner, forged) => {
  const registry = new ConnectionRegistry();
  const { door, open } = countingDoor();
  const reference = registry.register(registration(open));
  const handles = { warehouse: { ...reference, ...(forged && { handle: forged }) } };
  const use = registry.use(handles, owner, (connections) => connections('warehouse'));
  await expect(use).rejects.toMatchObject({
    code: 'reference.handle-gone',
    hint: expect.stringContaining('Read orders'),
  });
  expect(door.opened).toBe(0);
});

test('a failed opening is tried again by the next use', async () => {
  const registry = new ConnectionRegistry();
  let down = true;
  const { door, open } = countingDoor(() => down);
  const handles = { warehouse: registry.register(registration(open)) };
  const touch = () => registry.use(handles, 'workflow-1', (connections) => connections('warehouse'));
  await expect(touch()).rejects.toThrow('refused');
  down = false;
  await touch();
  expect(door.opened).toBe(1);
});

test('forgetting an owner closes all its connections and no other', async () => {
  const registry = new ConnectionRegistry();
  const [mine, other] = [countingDoor(), countingDoor()];
  const handles = { warehouse: registry.register(registration(mine.open)) };
  registry.register(registration(other.open, 'workflow-2'));
  await registry.use(handles, 'workflow-1', (connections) => connections('warehouse'));
  await registry.forget({ owner: 'workflow-1' });
  expect(mine.door.closed).toBe(1);
  expect(registry.size).toBe(1);
});
