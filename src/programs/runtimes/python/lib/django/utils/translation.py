gettext = gettext_lazy = ugettext = lambda text: text
