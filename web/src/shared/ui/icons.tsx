/** Own strokes on a 24 grid, 1.75 wide, round ends: always beside a word, or in a button that has a name. */
import type { ReactElement } from 'react';

type Icon = () => ReactElement;

const stroke = (d: string): Icon =>
  function StrokeIcon() {
    return (
      <svg className="icon" viewBox="0 0 24 24" fill="none" aria-hidden="true">
        <path d={d} stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    );
  };

export const IconPlus = /* @__PURE__ */ stroke('M12 5v14M5 12h14');
export const IconX = /* @__PURE__ */ stroke('M6 6l12 12M18 6L6 18');
export const IconCheck = /* @__PURE__ */ stroke('M5 12.5l4.5 4.5L19 7.5');
export const IconChevronDown = /* @__PURE__ */ stroke('M6 9.5l6 6 6-6');
export const IconChevronRight = /* @__PURE__ */ stroke('M9.5 6l6 6-6 6');
export const IconArrowLeft = /* @__PURE__ */ stroke('M20 12H4M10 6l-6 6 6 6');
export const IconArrowRight = /* @__PURE__ */ stroke('M4 12h16M14 6l6 6-6 6');
export const IconSearch = /* @__PURE__ */ stroke('M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM15.7 15.7l4.8 4.8');
export const IconClip = /* @__PURE__ */ stroke(
  'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8',
);
export const IconSend = /* @__PURE__ */ stroke('M4 12l16.5-8L15 20.5l-3.5-7zM11.5 13.5l9-9.5');
export const IconClock = /* @__PURE__ */ stroke('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.4 2');
export const IconPause = /* @__PURE__ */ stroke('M9 6v12M15 6v12');
export const IconWarning = /* @__PURE__ */ stroke('M12 4L2.8 19.5h18.4zM12 10v4.5M12 17.2v.1');
export const IconInfo = /* @__PURE__ */ stroke('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.8v.1');
export const IconHelp = /* @__PURE__ */ stroke(
  'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.4 9.3a2.7 2.7 0 1 1 3.9 2.6c-.9.5-1.3 1-1.3 2.1M12 17.2v.1',
);
export const IconUser = /* @__PURE__ */ stroke(
  'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
);
export const IconUsers = /* @__PURE__ */ stroke(
  'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.4 3-5 6.5-5s6 1.6 6.5 5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.8c2 .7 3.2 2.3 3.5 4.7',
);
export const IconLogOut = /* @__PURE__ */ stroke(
  'M10 4H5.5A1.5 1.5 0 0 0 4 5.5v13A1.5 1.5 0 0 0 5.5 20H10M15 8l4 4-4 4M19 12H9.5',
);
export const IconGear = /* @__PURE__ */ stroke(
  'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM9 19.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
);
export const IconInbox = /* @__PURE__ */ stroke('M3.5 13.5L6.5 5h11l3 8.5V19h-17zM3.5 13.5h5l1.2 2.5h4.6l1.2-2.5h5');
export const IconFile = /* @__PURE__ */ stroke('M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9 12.5h6.5M9 16h4.5');
export const IconImage = /* @__PURE__ */ stroke('M4 5h16v14H4zM4 16l4.5-4.5 4 4L15 13l5 5M15.5 9.5v.1');
export const IconMenu = /* @__PURE__ */ stroke('M4 7h16M4 12h16M4 17h16');
export const IconBell = /* @__PURE__ */ stroke('M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4');
export const IconPrinter = /* @__PURE__ */ stroke(
  'M7 9V4h10v5M7 17H4.5v-6.5A1.5 1.5 0 0 1 6 9h12a1.5 1.5 0 0 1 1.5 1.5V17H17M7 14h10v6H7z',
);
export const IconDownload = /* @__PURE__ */ stroke('M12 4v11M7 10.5l5 5 5-5M4.5 20h15');
export const IconEye = /* @__PURE__ */ stroke(
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
);
export const IconEyeOff = /* @__PURE__ */ stroke(
  'M6.5 7.2C3.9 9 2.5 12 2.5 12s3.5 6.5 9.5 6.5c1.7 0 3.2-.5 4.5-1.2M10 5.8c.6-.2 1.3-.3 2-.3 6 0 9.5 6.5 9.5 6.5s-.8 1.6-2.3 3.2M9.9 9.9a3 3 0 0 0 4.2 4.2M4 4l16 16',
);
export const IconLock = /* @__PURE__ */ stroke('M6 11h12v9.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3');
export const IconPhone = /* @__PURE__ */ stroke(
  'M6.5 3.5h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15 15 0 0 1 4.5 5.5a2 2 0 0 1 2-2z',
);
export const IconNote = /* @__PURE__ */ stroke('M4.5 4.5h15v10l-5 5h-10zM19.5 14.5h-5v5M8 9h8M8 12.5h4');
export const IconSun = /* @__PURE__ */ stroke(
  'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M19.1 4.9l-1.4 1.4M6.3 17.7l-1.4 1.4',
);
export const IconMoon = /* @__PURE__ */ stroke('M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z');
export const IconRefresh = /* @__PURE__ */ stroke('M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.3M20 4.5v4.8h-4.8');
export const IconCalendar = /* @__PURE__ */ stroke('M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V7M15.5 3.5V7');
export const IconCopy = /* @__PURE__ */ stroke('M9 9h11v11H9zM15 9V4H4v11h5');
export const IconMail = /* @__PURE__ */ stroke('M3.5 5.5h17v13h-17zM3.5 7l8.5 6 8.5-6');
export const IconMessage = /* @__PURE__ */ stroke('M4 5h16v11.5h-8.5L7 20.5v-4H4z');
export const IconReply = /* @__PURE__ */ stroke('M10 6L4 11.5 10 17M4 11.5h9.5a6 6 0 0 1 6 6V19');
export const IconCamera = /* @__PURE__ */ stroke(
  'M4 7.5h4l1.5-2.5h5L16 7.5h4V19H4zM12 16a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
);
export const IconPin = /* @__PURE__ */ stroke(
  'M12 21s7-6.2 7-11.3A7 7 0 0 0 5 9.7C5 14.8 12 21 12 21zM12 12.3a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z',
);
export const IconHistory = /* @__PURE__ */ stroke('M4.5 12a7.5 7.5 0 1 0 2.2-5.3L4 9.3M4 4.5v4.8h4.8M12 8v4.3l3 1.8');
export const IconStar = /* @__PURE__ */ stroke(
  'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z',
);
export const IconOffline = /* @__PURE__ */ stroke(
  'M7 18.5a4 4 0 0 1-.5-8c.3-1 .9-1.9 1.6-2.6M11 5.6a5.5 5.5 0 0 1 6.1 3.9 4.5 4.5 0 0 1 2.7 7.3M17 18.5H7M4 4l16 16',
);
export const IconBook = /* @__PURE__ */ stroke(
  'M4 5.5C7 4.5 9.5 4.8 12 6.5c2.5-1.7 5-2 8-1V19c-3-1-5.5-.7-8 1-2.5-1.7-5-2-8-1zM12 6.5V20',
);
export const IconList = /* @__PURE__ */ stroke('M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1');
export const IconPencil = /* @__PURE__ */ stroke(
  'M4 20l.8-4L16 4.8a1.7 1.7 0 0 1 2.4 0l.8.8a1.7 1.7 0 0 1 0 2.4L8 19.2zM14 6.8l3.2 3.2',
);
export const IconKey = /* @__PURE__ */ stroke(
  'M14.5 13a4.5 4.5 0 1 0-4.3-3.2L3.5 16.5v4h4l.5-2.5 2.5-.5.3-2.3 1.7-1.7c.6.3 1.3.5 2 .5zM15.5 8v.1',
);
export const IconFilter = /* @__PURE__ */ stroke('M4 6.5h16M7 12h10M10 17.5h4');
export const IconTable = /* @__PURE__ */ stroke('M3.5 5h17v14h-17zM3.5 10h17M3.5 14.5h17');
export const IconColumns = /* @__PURE__ */ stroke('M3.5 5h17v14h-17zM10 5v14');
export const IconBolt = /* @__PURE__ */ stroke('M13 3L5 13.5h6L10.5 21 19 10h-6.5z');
export const IconChevronUp = /* @__PURE__ */ stroke('M6 14.5l6-6 6 6');
export const IconTrash = /* @__PURE__ */ stroke('M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5');
export const IconBug = /* @__PURE__ */ stroke(
  'M8.5 8.5a3.5 3.5 0 0 1 7 0M7.5 8.5h9V15a4.5 4.5 0 0 1-9 0zM12 12v7.5M3.5 12.5h4M16.5 12.5h4M4.5 6.5l3 2.5M19.5 6.5l-3 2.5M4.5 19.5l3.2-2.7M19.5 19.5l-3.2-2.7',
);
export const IconDatabase = /* @__PURE__ */ stroke(
  'M5 6c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3zM5 6v12c0 1.7 3.1 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3',
);
export const IconGrip = /* @__PURE__ */ stroke('M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1');
