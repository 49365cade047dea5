import { describe, expect, it } from 'vitest';
import { formatDay, formatTime, isZone, whereItIs } from '../../src/core/zone.ts';

const at = Date.UTC(2026, 10, 23, 8, 12);
const day = 24 * 3_600_000;

describe('a time in a zone', () => {
  it('is the time of day there', () => {
    expect(formatTime(at, 'Europe/Berlin')).toBe('09:12');
    expect(formatTime(at, 'Asia/Kolkata')).toBe('13:42');
  });

  it('names the day where it is not today there', () => {
    expect(formatTime(at, 'Europe/Berlin', at + 3_600_000)).toBe('09:12');
    expect(formatTime(at, 'Europe/Berlin', at + day)).toBe('23 Nov 09:12');
    expect(formatTime(at, 'Pacific/Auckland', at + 8 * 3_600_000)).toBe('23 Nov 21:12');
    expect(formatTime(at, 'Europe/Berlin', at + 60 * day)).toBe('23 Nov 2026 09:12');
  });

  it('knows the day there', () => {
    expect(formatDay(at, 'Europe/Berlin')).toBe('Mon 23 Nov');
    expect(formatDay(at + 12 * 3_600_000, 'Pacific/Auckland')).toBe('Tue 24 Nov');
  });

  it('says where it is that', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'UTC', 'Etc/UTC'];
    expect(zones.map(whereItIs)).toEqual([' in Berlin', ' in New York', ' UTC', ' UTC']);
  });

  it('reads a zone that nobody knows as UTC', () => {
    expect(isZone('Europe/Berlin')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(formatTime(at, 'Mars/Olympus')).toBe('08:12');
  });
});
