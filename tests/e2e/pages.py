"""One address of every kind of page, for the tests that go through them all."""

HOME = "/fr/"
PAGES = {
    "home": HOME,
    "results": "/fr/aides/?territory=commune-31555&search=v%C3%A9lo",
    "filtered": "/fr/aides/?territory=commune-31555&mode=bike&status=all",
    "nothing": "/fr/aides/?territory=commune-31555&mode=walking&order=foo",
    "choice": "/fr/aides/?place=saint-denis",
    "unknown place": "/fr/aides/?place=xqzzt",
    "aid": "/fr/aides/prime-velo/?territory=commune-31555",
    "closed aid": "/fr/aides/prime-cargo/?territory=commune-75056",
    "aid, place to choose": "/fr/aides/prime-velo/?place=saint-denis",
    "funder": "/fr/aides/funder/toulouse-metropole/",
    "territory": "/fr/aides/territory/commune-31555/",
    "territories": "/fr/aides/territory/",
    "pages of the site": "/fr/aides/pages/?search=aides",
    "citizen": "/fr/je-me-deplace/",
    "employer": "/fr/j-emploie/",
    "authority": "/fr/j-administre-un-territoire/",
    "operator": "/fr/j-opere-un-service/",
    "content": "/fr/le-projet/",
    "how": "/fr/comment-ca-marche/",
    "questions": "/fr/questions/",
    "contact": "/fr/contact/",
    "legal": "/fr/mentions-legales/",
    "accessibility": "/fr/accessibilite/",
    "site map": "/fr/plan-du-site/",
    "display": "/fr/affichage/",
    "api": "/api/v1/docs/",
    "missing": "/fr/rien/",
    "english": "/en/aids/",
}
COMPONENTS = "/fr/composants/"
