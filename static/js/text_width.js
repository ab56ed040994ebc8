/** How wide a text is drawn, so that a chart can keep room for its amounts. */
const pen = document.createElement('canvas').getContext('2d');

export function textWidth(text, font) {
  pen.font = font;
  return Math.ceil(pen.measureText(text).width);
}

export const widest = (texts, font) => Math.max(0, ...texts.map((text) => textWidth(text, font)));
