from django.dispatch import Signal
pre_init, post_init, pre_save, post_save, pre_delete, post_delete, m2m_changed, pre_migrate, post_migrate = [Signal() for _ in range(9)]
