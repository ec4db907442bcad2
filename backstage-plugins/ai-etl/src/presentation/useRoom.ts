import { useEffect, useState } from 'react';

/** How much fits beside each other. */
export const ROOMS = { phone: 0, tablet: 1, desktop: 2 } as const;
export type Room = (typeof ROOMS)[keyof typeof ROOMS];

/** The narrowest windows that are a tablet's and a desktop's; the sidebar takes its part of them. */
const BOUNDS = ['(min-width: 700px)', '(min-width: 1200px)'];

/** The room of the window as it is now; where a window cannot be asked, all there is. */
export function useRoom(): Room {
  const [room, setRoom] = useState(roomNow);
  useEffect(() => {
    const queries = BOUNDS.flatMap((bound) => window.matchMedia?.(bound) ?? []);
    const look = () => setRoom(roomNow());
    queries.forEach((query) => query.addEventListener('change', look));
    return () => queries.forEach((query) => query.removeEventListener('change', look));
  }, []);
  return room;
}

function roomNow(): Room {
  if (!window.matchMedia) return ROOMS.desktop;
  return BOUNDS.filter((bound) => window.matchMedia(bound).matches).length as Room;
}
