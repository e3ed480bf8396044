import unittest
class T(unittest.TestCase):
    def setUp(self): self.x = 1
    def test_a(self): self.assertEqual(self.x + 1, 2)
    def test_b(self):
        with self.assertRaises(ValueError): int('x')
        self.assertTrue(True); self.assertIn(1, [1])
if __name__ == '__main__': unittest.main(verbosity=0, exit=False)
