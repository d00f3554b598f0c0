import { describe, expect, it } from 'vitest';
import type { GroupChangeFact, GroupName } from '../../../../../functions/domain/standing/customer-group.ts';
import { groupChange, groupStateOf } from '../../../../../functions/domain/standing/group-change.ts';

const change = (date: string, group: GroupName, previousGroup?: GroupName): GroupChangeFact => ({
  kind: 'group',
  date,
  group,
  ...(previousGroup === undefined ? {} : { previousGroup }),
  modelVersion: 'night',
});

describe('the group that changes lead to', () => {
  it('is not known without any', () => {
    expect(groupStateOf([])).toBeUndefined();
  });

  it('is the latest, whatever the order they are read in', () => {
    const changes = [
      change('2026-05-01', 'loyal', 'active'),
      change('2026-01-01', 'new'),
      change('2026-03-01', 'active', 'new'),
    ];

    expect(groupStateOf(changes)).toEqual({ group: 'loyal', since: '2026-05-01', previousGroup: 'active' });
    expect(groupStateOf([...changes].reverse())).toEqual(groupStateOf(changes));
  });

  it('began at the first of two changes into the same group', () => {
    const changes = [change('2026-01-01', 'new'), change('2026-02-01', 'active'), change('2026-03-01', 'active')];

    expect(groupStateOf(changes)).toEqual({ group: 'active', since: '2026-02-01', previousGroup: 'new' });
  });

  it('keeps the previous group that the only change names', () => {
    expect(groupStateOf([change('2026-05-01', 'loyal', 'active')])?.previousGroup).toBe('active');
    expect(groupStateOf([change('2026-05-01', 'loyal')])).toEqual({ group: 'loyal', since: '2026-05-01' });
  });
});

describe('the fact that a customer changed group', () => {
  const loyal = { group: 'loyal', since: '2026-05-01' } as const;

  it('is written for the first group and for another one', () => {
    expect(groupChange(undefined, 'new', '2026-05-02', 'night')).toEqual({
      kind: 'group',
      date: '2026-05-02',
      group: 'new',
      modelVersion: 'night',
    });
    expect(groupChange(loyal, 'at-risk', '2026-05-02', 'night')).toEqual({
      kind: 'group',
      date: '2026-05-02',
      group: 'at-risk',
      previousGroup: 'loyal',
      modelVersion: 'night',
    });
  });

  it('is not written where nothing changed or nothing is known', () => {
    expect(groupChange(loyal, 'loyal', '2026-05-02', 'night')).toBeUndefined();
    expect(groupChange(loyal, null, '2026-05-02', 'night')).toBeUndefined();
  });

  it('is not written twice on a day, nor before the last', () => {
    expect(groupChange(loyal, 'at-risk', '2026-05-01', 'night')).toBeUndefined();
    expect(groupChange(loyal, 'at-risk', '2026-04-30', 'night')).toBeUndefined();
  });
});
