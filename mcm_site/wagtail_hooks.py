"""How the admin looks: the colours of the site. Its words are in templates/wagtailadmin/."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def in_the_colours_of_the_site() -> SafeString:
    """Wagtail's own colours are variables, which this sheet sets."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
