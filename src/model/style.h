/* STYLE: geometry of a layout and the faces it uses, from templates/layouts/NAME/style.yaml and fonts/faces.yaml. */
#ifndef SG_MODEL_STYLE_H
#define SG_MODEL_STYLE_H

struct Style;

#endif
