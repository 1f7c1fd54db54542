// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The page's icons, drawn in lines on a square of 24; own drawings. */

import { svg } from "./dom.js";

const PATHS = {
  photos: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01",
  duplicates: "M8 8h12v12H8zM16 8V4H4v12h4",
  albums: "M5 8h14v11H5zM7 5h10M9 2.500h6",
  tags: "M4 4h7l9 9-7 7-9-9zM8 8h.01",
  folders: "M3 6h6l2 2h10v11H3z",
  map: "M12 21c4-5 6-8 6-11a6 6 0 1 0-12 0c0 3 2 6 6 11zM12 10h.01",
  jobs: "M12 3v4M12 17v4M3 12h4M17 12h4M5.600 5.600l2.900 2.900M15.500 15.500l2.900 2.900M5.600 18.400l2.900-2.900M15.500 8.500l2.900-2.900",
  failures: "M12 4l9 16H3zM12 10v4M12 17h.01",
  history: "M4 12a8 8 0 1 0 3-6.200M4 4v4h4M12 8v4l3 2",
  search: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L20 20",
  close: "M6 6l12 12M18 6L6 18",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
  heart: "M12 20C6 15.500 3.500 12.500 3.500 9.200A4.500 4.500 0 0 1 12 7a4.500 4.500 0 0 1 8.500 2.200C20.500 12.500 18 15.500 12 20z",
  star: "M12 3.500l2.600 5.500 6 .8-4.400 4.200 1.100 6L12 17.100 6.700 20l1.100-6L3.400 9.800l6-.8z",
  check: "M5 12.500l4.500 4.500L19 7.500",
  undo: "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3",
  redo: "M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h3",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600L7 7M17 17l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400",
  keyboard: "M3 7h18v11H3zM7 11h.01M10.500 11h.01M14 11h.01M17.500 11h.01M8 14.500h8",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
  stop: "M6 6h12v12H6z",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  zoom: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  chevron: "M9 6l6 6-6 6",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  about: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9.500a3 3 0 1 1 4 2.800c-.7.300-1 .800-1 1.700M12 17h.01",
  flag: "M6 21V4h12l-3 4 3 4H6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  swap: "M7 4L4 7l3 3M4 7h13M17 14l3 3-3 3M20 17H7",
};

/** @param {keyof typeof PATHS} name @param {string} [label] */
export const icon = (name, label) => svg(PATHS[name], label);
