"""What pages, images, documents and redirects look like in the API, as JSON Schema."""

from typing import Any

from api.shapes import Schema, address, instant, many, nullable, one_of, ref, text, thing, whole
from editorial.images import SHAPES

LABEL = "Le type de l’objet : « home.ContentPage »."
MEDIA_META = {
    "type": text(LABEL),
    "detail_url": address("L’objet entier."),
    "tags": many(text(), "Les mots-clés."),
    "download_url": address("Le fichier."),
}
IMAGE: dict[str, Schema] = {
    "id": whole(),
    "meta": thing(MEDIA_META, optional=True),
    "title": text(),
    "description": text("Ce que l’on voit : l’alternative, sauf là où la page en donne une autre."),
    "width": whole(),
    "height": whole(),
    "focal_point": nullable(
        thing({name: whole() for name in ("x", "y", "width", "height")}, "Ce qui doit rester visible.")
    ),
    "renditions": many(
        thing(
            {
                "shape": one_of((*SHAPES, "sharing"), "La coupe : entière (natural), large, logo, partage."),
                "format": text("webp, avif…"),
                "width": whole(),
                "height": whole(),
                "url": address(),
            }
        ),
        "Les versions déjà prêtes, de la moins large à la plus large.",
    ),
}
DOCUMENT: dict[str, Schema] = {
    "id": whole(),
    "meta": thing(MEDIA_META, optional=True),
    "title": text(),
    "file_extension": text("« pdf »."),
    "file_size": nullable(whole("En octets.")),
}
MEDIA_SHAPES = {
    "Image": thing(IMAGE, "Une image.", optional=True),
    "Document": thing(DOCUMENT, "Un document.", optional=True),
}
REDIRECT: dict[str, Schema] = {
    "id": whole(),
    "meta": thing({"type": text(LABEL), "detail_url": address()}, optional=True),
    "old_path": text("L’ancien chemin : « /fr/velo »."),
    "location": text("Où aller maintenant."),
    "is_permanent": {"type": "boolean"},
}
PAGE_NAME = thing(
    {
        "id": whole(),
        "meta": thing(
            {
                "type": text(LABEL),
                "detail_url": address("La page entière, ou l’aide."),
                "html_url": nullable(address("Là où on la lit.")),
                "locale": text("Sa langue."),
            }
        ),
        "title": text(),
    },
    "Une page, ou une aide, nommée.",
)
PAGE: dict[str, Schema] = {
    "id": whole(),
    "meta": thing(
        {
            "type": text(LABEL),
            "detail_url": address("La page entière."),
            "html_url": nullable(address("Là où on la lit.")),
            "slug": text(),
            "show_in_menus": {"type": "boolean"},
            "seo_title": text("Le titre pour les moteurs ; vide : le titre."),
            "search_description": text(),
            "first_published_at": nullable(instant()),
            "last_published_at": nullable(instant()),
            "locale": text("Sa langue."),
            "translation_key": text("Commun à toutes les langues de la page.", format="uuid"),
            "alias_of": nullable(ref("PageName")),
            "parent": nullable(ref("PageName")),
        },
        optional=True,
    ),
    "title": text(),
}
BLOCKS = many(
    thing({"type": text("Le nom du bloc : « steps »."), "value": {}, "id": nullable(text())}),
    "Des blocs. Leur valeur dépend de leur type : les textes riches y sont en HTML avec de vrais liens, les images, "
    "documents, pages et aides sont des objets, ou null pour ce qui n’est pas public.",
)


def names_in(shape: dict[str, Schema]) -> tuple[str, ...]:
    """The flat names of an item's fields, those of its `meta` among them."""
    meta: dict[str, Any] = shape["meta"]["properties"]
    return tuple(name for name in (*shape, *meta) if name != "meta")
